/** The mark of the product: a reel with a play sign. @param size in CSS pixels */
export function BrandMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#17614f" />
      <circle cx="16" cy="16" r="9" fill="none" stroke="#fff" strokeWidth="2.5" />
      <path d="M13.6 11.9v8.2l6.6-4.1z" fill="#fff" />
    </svg>
  );
}
