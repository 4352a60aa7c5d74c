package io.gradstream.dataset;

/** What the values of a feature column are. */
public enum ColumnKind {
  /** Finite numbers that measure or count something. */
  NUMBER,
  /** Whole numbers that name a category each; their order and distances say nothing. */
  CATEGORY_ID,
  /** Texts, mostly short names of categories. */
  TEXT
}
