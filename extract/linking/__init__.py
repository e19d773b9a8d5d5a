"""From a quantity to a fact: one module a question, each answer with its words and its rule."""
