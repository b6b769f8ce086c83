import { catalog } from "../../drivers/catalog.ts";
import { runDeviceHost } from "./host-process.ts";

runDeviceHost(catalog);
