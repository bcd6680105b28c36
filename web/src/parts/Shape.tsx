// A family's shape, beside its word.
import { familyOf } from "../words/english";

export function Shape({ type }: { type: string }) {
  const family = familyOf(type);
  return (
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
      <path d={family.shape} fill-rule="evenodd" />
    </svg>
  );
}
