;;; whylint.el --- Ask of specs what to ask before building -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT
;; Package-Requires: ((emacs "28.1") (eglot "1.9") (markdown-mode "2.5"))

;;; Commentary:

;; Starts Whylint, a language server, by Eglot in Markdown buffers.

;;; Code:

(require 'eglot)
(require 'markdown-mode)

(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode) . ("whylint" "server" "--stdio")))
(add-hook 'markdown-mode-hook #'eglot-ensure)

(provide 'whylint)
;;; whylint.el ends here
