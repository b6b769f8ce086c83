import "../shared/tokens.css";
import "@fontsource-variable/inter/wght.css";
import "../shared/fonts/fonts.css";
import "../shared/base.css";
import "../shared/components/icon.css";
import { showOnOwnDevice } from "../shared/own-device.tsx";
import { App } from "./app.tsx";
import { openOwnMedia } from "./own-media.ts";

showOnOwnDevice(App);
void openOwnMedia();
