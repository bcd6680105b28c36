// Builds the desk into dist/, each file beside its compressed form: the server sends that one to who takes it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

function compress(): Plugin {
  return {
    name: "compress",
    apply: "build",
    closeBundle() {
      const walk = (folder: string): void => {
        for (const name of readdirSync(folder)) {
          const path = join(folder, name);
          if (statSync(path).isDirectory()) walk(path);
          else if (/\.(js|mjs|css|json|html|svg)$/.test(name)) writeFileSync(path + ".gz", gzipSync(readFileSync(path), { level: 9 }));
        }
      };
      walk("dist");
    },
  };
}

export default defineConfig({
  plugins: [compress()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    // Names without a hash: the server tells versions apart by ETag, and the program embeds the same files each time.
    rollupOptions: {
      output: { entryFileNames: "assets/desk.js", chunkFileNames: "assets/[name].js", assetFileNames: "assets/[name][extname]" },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
