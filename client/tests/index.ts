// What needs no VS Code around it. `npm test` bundles this, and Node runs it.

import "./backoff.test";
import "./python.test";
import "./questions.test";
