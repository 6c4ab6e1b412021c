/** The sign of the platform; its name stands beside it. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 16 16" width="24" height="24" aria-hidden="true">
      <rect width="16" height="16" rx="4" />
      <path d="M4.5 11.5V8.5M8 11.5V4.5M11.5 11.5V6.5" />
    </svg>
  );
}
