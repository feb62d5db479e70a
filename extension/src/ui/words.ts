// What the labels mean, in words for readers. They say what the article's own words show, and judge nothing.

import type { BadgeId, Kind } from "../protocol";

/** One line a badge: when it is given. */
export const BADGE_MEANINGS: Record<BadgeId, string> = {
  "no-comment": "Someone was asked and gave no answer, or could not be reached.",
  "official-denial": "A public office, or somebody who speaks for one, says that it is not so.",
  denial: "Somebody says that it is not so.",
  "anonymous-source": "Somebody whose name is being withheld, or who is only said to be close to the matter.",
  "unnamed-official": "A public office speaks through somebody who is not named: “officials said”.",
  "unnamed-source": "Somebody with a role but without a name: “a witness said”.",
  "state-media": "A news outlet that is run by a state.",
  "media-report": "Another news outlet, or its journalists.",
  unattributed: "The article does not say who says so: “reportedly”, “is believed to”.",
  "unspecified-group": "People at large: “critics”, “experts”, “many”.",
  allegation: "Somebody is accused, and the article's own verb says so: “accused”, “alleged”, “blamed”.",
  "official-confirmation": "A public office confirms or concedes it.",
  confirmation: "Somebody confirms or concedes it.",
  document: "A report, a study, a court paper, a letter, a set of figures.",
  "social-post": "A post on a social platform.",
  "official-statement": "Somebody who holds public office or speaks for one, or a public body as such.",
  organisation: "A company, a party or another body that speaks as such.",
  "named-source": "A person whom the article names.",
};

export type ShownKind = Exclude<Kind, "author">;

/** In the order of the bar: from those who answer for their words by name to nobody. */
export const KINDS = [
  "person",
  "organisation",
  "document",
  "media",
  "social",
  "group",
  "anonymous",
  "unattributed",
] as const satisfies readonly ShownKind[];

/** Of several statements. */
export const KIND_LABELS: Record<ShownKind, string> = {
  person: "Named people",
  organisation: "Organisations",
  document: "Documents",
  media: "Other media",
  social: "Social posts",
  group: "People at large",
  anonymous: "Without a name",
  unattributed: "No source given",
};

/** Of one source. */
export const KIND_OF_SOURCE: Record<ShownKind, string> = {
  person: "named",
  organisation: "organisation",
  document: "document",
  media: "media",
  social: "social post",
  group: "people at large",
  anonymous: "not named",
  unattributed: "no source given",
};
