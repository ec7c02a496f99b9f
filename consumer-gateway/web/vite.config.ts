import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Everything is served by the portal itself: no inline script or style, which its Content-Security-Policy forbids.
export default defineConfig({
  plugins: [react()],
  base: "/",
  build: {
    outDir: "../target/classes/dev/xdsi/consumer/portal/app",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false }
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:8080" }
  }
});
