// One claim of the stream, in sentence form.
import type { ClaimCard } from "../api/client";
import { change } from "../view/view";
import { realisName, typeName } from "../words/english";
import { dayOf, inWords, placeInWords } from "../words/sentence";
import { readingName, toneOf } from "../words/standing";
import { Mark } from "./Mark";
import { Standing } from "./Standing";

export function ClaimRow({ card, isSelected, isPicked }: { card: ClaimCard; isSelected: boolean; isPicked: boolean }) {
  const { voice, cue, words } = inWords(card);
  const { claim } = card;
  const realis = realisName(claim.realis);
  return (
    <li class={["claim", `reading-${card.reading}`, isSelected && "selected", isPicked && "picked"].filter(Boolean).join(" ")}>
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
          <Mark type={claim.type} tone={toneOf(card.event)} reading={card.reading} />
          {typeName(claim.type)}
          {realis && <em class="realis">{realis}</em>} · {placeInWords(card)} · {dayOf(card)}
          {card.publisher && claim.source_name && <> · in {card.publisher}</>}
          {card.event && <> <Standing standing={card.event.standing} disputes={card.event.disputes} /></>}
          {card.reading !== "unreviewed" && <em class="reading">{readingName(card.reading)}</em>}
          {isPicked && <em class="reading">picked</em>}
        </span>
      </a>
    </li>
  );
}
