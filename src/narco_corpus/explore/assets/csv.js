// CSV that spreadsheets open right, without running or changing what a cell holds, by the rules of `narco-corpus export csv`.
"use strict";
(() => {
  // What Python's patterns mean there by \s, \d and the end of a word.
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000", DIGIT = "\\p{Nd}", ENDS = "(?![\\p{L}\\p{N}_])";
  const MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|" +
    "enero?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|sep?tiembre|octubre|noviembre|dic(?:iembre)?";
  const FORMULA = new RegExp("^(?:[\\t\\r\\n]|[" + SPACE + "\\x00-\\x1f]*[=+\\-@|%＝＋－＠])", "u");
  // A whole cell that reads as a number (a plain whole one aside), a date, a time or a truth value.
  const NO_TEXT = new RegExp(
    "^(?:(?!(?:0|[1-9]" + DIGIT + "{0,9})\\n?$)(?=[^\\n]*" + DIGIT + ")(?:[" + DIGIT + SPACE + ".,:;/\\\\%$€£¥()'’\\-]|e(?=[+\\-]?" + DIGIT + ")|\\+|a\\.?m\\.?|p\\.?m\\.?|" +
    ["de", "st", "nd", "rd", "th"].map((word) => word + ENDS).join("|") + "|t(?=" + DIGIT + ")|z" + ENDS + "|" + MONTHS + ")+|true|false|verdadero|falso)$", "iu");
  const NEEDS_QUOTES = new RegExp("^$|[,\"\\r\\n]|^[" + SPACE + "]|[" + SPACE + "]$", "u");

  function escaped(text) {
    return text.startsWith("'") || FORMULA.test(text) || ([...text].length <= 60 && NO_TEXT.test(text)) ? "'" + text : text;
  }

  const quoted = (cell) => (cell === null ? "" : NEEDS_QUOTES.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell);

  // Lines of cells, null where there is none; the columns named in `plain` are no text and stay as they are. Excel takes the byte order mark for UTF-8.
  function csv(heads, lines, plain) {
    const cells = (line) => line.map((v, n) => quoted(v === null || plain.includes(heads[n]) ? v : escaped(v)));
    return "\ufeff" + [heads, ...lines.map(cells)].map((line) => line.join(",") + "\r\n").join("");
  }

  NC.csv = csv;
})();
