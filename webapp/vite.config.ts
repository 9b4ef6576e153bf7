import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const server = process.env["SPARKBOT_URL"] ?? "http://127.0.0.1:3000";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: {
      "@": here("./src"),
      // See the comment there: HTML in answers is not worth a full HTML parser in the first load.
      "rehype-raw": here("./src/features/chat/markdown/rawHtml.ts"),
    },
  },
  build: {
    target: "es2023",
    manifest: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": {
        target: server,
        changeOrigin: true,
        ws: true,
        // The server takes writes from its own origin only; behind this proxy the page's origin is Vite's.
        configure: (proxy) => {
          proxy.on("proxyReq", (request) => request.setHeader("origin", server));
          proxy.on("proxyReqWs", (request) => request.setHeader("origin", server));
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 60_000,
    // Else Node itself would load it, past the aliases above.
    server: { deps: { inline: ["streamdown"] } },
  },
});
