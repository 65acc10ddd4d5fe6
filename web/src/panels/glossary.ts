/** Meanings of terms, by name: the page gives them to every word on it. */
import { createContext } from 'svelte';

export const [glossary, setGlossary] = createContext<() => Record<string, string>>();
