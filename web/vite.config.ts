// The page's scripts and fonts as files of fixed names, which tools/embed.py
// puts into the program: page.js at once, pictures.js when a picture is near.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2020",
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: fileURLToPath(new URL("src/page.ts", import.meta.url)),
      output: { entryFileNames: "page.js", chunkFileNames: "[name].js", assetFileNames: ({ names }) => (names[0].endsWith(".css") ? "fonts.css" : "[name][extname]") },
    },
  },
});
