/** The version of the product, which generated files name; a constant, so that generating needs nothing but its input. */
export const generatorVersion = "0.1.0";
