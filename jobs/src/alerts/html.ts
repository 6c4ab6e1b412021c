/** Text that was written as HTML on purpose; all else is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | readonly Html[];

/** HTML in which whatever is put in between is text, unless it is HTML itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + (index < parts.length ? written(parts[index]!) : '')).join(''));
}

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A whole mail, plain enough for every reader of mail. */
export function mailPage(language: string, title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
      </head>
      <body
        style="margin:0;background:#f4f5f7;color:#1b1f24;font:15px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif"
      >
        <div style="max-width:640px;margin:0 auto;padding:24px;background:#ffffff">${body}</div>
      </body>
    </html> `.text;
}
