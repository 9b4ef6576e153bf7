/** The one column of reading width that messages and composer share. */
export const columnClass = "mx-auto w-full max-w-[46rem] px-4 md:px-6";
