/** The page of the index at the back of the book; it is also what helps a reader who has no search. */
export const bookIndexAddress = "book-index.html";
