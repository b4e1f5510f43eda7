// Builds the web client into web/dist, which the server serves under a strict content policy.
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

export default defineConfig({
  plugins: [heardInOneLanguage(), react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // Two pages: the client for our own people, and the customer's portal, a few kilobytes by itself.
    rollupOptions: {
      input: {
        main: join(import.meta.dirname, "index.html"),
        portal: join(import.meta.dirname, "portal", "index.html"),
      },
    },
    // Fonts stay files, so that a page loads only the slices it shows.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script, which the policy refuses.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});

/** What the component library says in English whatever the reader's language, and what is said in its place. */
const announced: readonly (readonly [file: RegExp, said: string, instead: string])[] = [
  // an icon repeats what stands beside it or what its button is called, unless it has a name of its own
  [
    /@ant-design\/icons\/es\/components\/AntdIcon(Light)?\.js/,
    '"aria-label": icon.name',
    '"aria-hidden": restProps["aria-label"] === undefined || undefined',
  ],
  // for the mouse alone: keys change a number by themselves
  [
    /@rc-component\/input-number\/es\/StepHandler\.js/,
    "\"aria-label\": isUpAction ? 'Increase Value' : 'Decrease Value'",
    '"aria-hidden": true',
  ],
];

function heardInOneLanguage(): Plugin {
  return {
    name: "heard-in-one-language",
    enforce: "pre",
    transform(code, id) {
      const found = announced.find(([file]) => file.test(id));
      if (!found) return null;
      const [, said, instead] = found;
      if (!code.includes(said)) throw new Error(`${id} no longer says ${said}`);
      return { code: code.replace(said, instead), map: null };
    },
  };
}
