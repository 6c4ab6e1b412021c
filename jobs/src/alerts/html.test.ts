import { describe, expect, it } from '@jest/globals';
import { html, mailPage } from './html.js';

describe('html', () => {
  it('escapes what is put in, and leaves HTML as it is', () => {
    const item = html`<b title="${`"&'`}">${'<script>'}</b>`;
    expect(html`<p>${item}${[item]}${5}</p>`.text).toBe(
      '<p><b title="&#34;&#38;&#39;">&#60;script&#62;</b><b title="&#34;&#38;&#39;">&#60;script&#62;</b>5</p>',
    );
  });
});

describe('mailPage', () => {
  it('names its language and its title', () =>
    expect(mailPage('kk', 'a < b', html`<p></p>`)).toMatch(
      /<html lang="kk">[^]*<title>a &#60; b<\/title>[^]*<p><\/p>/,
    ));
});
