// One of two files that run at the same time.
import {aloneAs} from "./alone.js";

aloneAs("one");
