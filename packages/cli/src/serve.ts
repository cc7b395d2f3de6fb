import "@taskward/composition/server-parts";
import "./main.js";
