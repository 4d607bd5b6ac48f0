/** A drawing of the product's one idea: a person in a video, and the curve of attention under it. */
export function EntrancePicture({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 460 316" className={className} aria-hidden="true">
      <rect width="460" height="256" rx="18" fill="#1d5a4b" />
      <circle cx="230" cy="108" r="44" fill="#f0c9a4" />
      <path d="M142 256c0-52 39-86 88-86s88 34 88 86z" fill="#e8b04b" />
      <path d="M186 104c0-34 18-52 44-52s44 18 44 52c-10-18-26-26-44-26s-34 8-44 26z" fill="#3b2a20" />
      <rect x="20" y="20" width="136" height="34" rx="17" fill="#123f35" />
      <circle cx="40" cy="37" r="5" fill="#ff7a62" />
      <text x="54" y="42" fill="#f3f8f5" fontSize="14" fontWeight="600" fontFamily="inherit">
        Jane watches
      </text>
      <circle cx="410" cy="206" r="26" fill="#fff" />
      <path d="M402 193v26l21-13z" fill="#17614f" />
      <path
        d="M0 300 V276 C60 272 90 274 130 278 C180 284 220 282 260 286 C310 290 360 292 460 296 V300 Z"
        fill="#7cc5ac"
        opacity="0.85"
      />
      <rect y="304" width="460" height="4" rx="2" fill="#2c8c70" />
      <rect y="304" width="285" height="4" rx="2" fill="#f3f8f5" />
    </svg>
  );
}
