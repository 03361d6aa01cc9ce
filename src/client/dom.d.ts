// The folder runs in browsers; the rest of the program has no `dom` in its libraries.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
