// Builds the web client into web/dist, which the server serves under a strict content policy.
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
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
