// One claim of the stream, in sentence form.
import type { ClaimCard } from "../api/client";
import { change } from "../view/view";
import { realisName, typeName } from "../words/english";
import { dayOf, inWords, placeInWords } from "../words/sentence";
import { Shape } from "./Shape";

export function ClaimRow({ card, isSelected }: { card: ClaimCard; isSelected: boolean }) {
  const { voice, cue, words } = inWords(card);
  const { claim } = card;
  const realis = realisName(claim.realis);
  return (
    <li class={isSelected ? "claim selected" : "claim"}>
      <a
        href={`?claim=${claim.id}`}
        aria-current={isSelected ? "true" : undefined}
        onClick={(event) => {
          event.preventDefault();
          change({ claim: claim.id });
        }}
      >
        <span class="says">
          <b>{voice}</b>
          {claim.source_side && <span class="side">{claim.source_side}</span>} <i>{cue}</i> {words}
        </span>
        <span class="about">
          <Shape type={claim.type} />
          {typeName(claim.type)}
          {realis && <em class="realis">{realis}</em>} · {placeInWords(card)} · {dayOf(card)}
          {card.publisher && claim.source_name && <> · in {card.publisher}</>}
        </span>
      </a>
    </li>
  );
}
