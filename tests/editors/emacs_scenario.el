;;; emacs_scenario.el --- What a person does with a spec in Emacs -*- lexical-binding: t; -*-

;;; Commentary:

;; Writes what they saw to saw.json.

;;; Code:

(setq package-directory-list '("/usr/share/emacs/site-lisp/elpa"))
(package-initialize)
(require 'json)
(require 'seq)
(require 'whylint)

(defvar saw nil)

(defun saw (what value)
  "Remember VALUE as WHAT."
  (push (cons what value) saw))

(defun wait-for (what condition)
  "Wait until CONDITION holds, or fail with WHAT."
  (let ((deadline (+ (float-time) 20)))
    (while (not (funcall condition))
      (when (> (float-time) deadline)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.02))))

(defun diagnostics ()
  "Return what Flymake shows: the words underlined and the message."
  (vconcat
   (mapcar (lambda (diagnostic)
             `((words . ,(buffer-substring-no-properties (flymake-diagnostic-beg diagnostic)
                                                         (flymake-diagnostic-end diagnostic)))
               (message . ,(flymake-diagnostic-text diagnostic))))
           (flymake-diagnostics))))

(defun has (words)
  "Whether WORDS are underlined."
  (seq-some (lambda (diagnostic) (equal words (alist-get 'words diagnostic))) (diagnostics)))

(defun quick-fix-at-point (beginning)
  "Choose the quick fix whose title has this BEGINNING."
  (let ((last-nonmenu-event 'by-keyboard)
        (completing-read-function
         (lambda (_prompt titles &rest _)
           (car (seq-find (lambda (title) (string-prefix-p beginning (car title))) titles)))))
    (eglot-code-actions (point) (point) nil t)))

(defun act ()
  "Read, edit, ask."
  (find-file "receipts.md")
  (run-hooks 'post-command-hook) ; where Eglot waits to start; in batch mode there are no commands
  (wait-for "the server" #'eglot-current-server)
  (flymake-start)
  (wait-for "the first findings" (lambda () (has "uploads a receipt")))
  (saw 'before (diagnostics))

  (goto-char (point-min))
  (search-forward "- The customer uploads")
  (goto-char (line-beginning-position))
  (forward-char 2)
  (insert "🧾 ")
  (save-buffer) ; sends the edit, for which Eglot else waits until Emacs is idle
  (search-forward "uploads a")
  (eglot-hover-eldoc-function (lambda (text &rest _) (saw 'hover (substring-no-properties text))))
  (wait-for "the hover" (lambda () (alist-get 'hover saw)))

  (quick-fix-at-point "Ask: ")
  (save-buffer)
  (wait-for "the findings after the quick fix" (lambda () (not (has "uploads a receipt"))))
  (saw 'after (diagnostics))
  (saw 'text (buffer-substring-no-properties (point-min) (point-max)))

  (goto-char (point-min))
  (while (search-forward "(…)" nil t)
    (replace-match "the reason" t t))
  (save-buffer)
  (wait-for "the findings after the answer"
            (lambda () (not (seq-some (lambda (diagnostic) (string-match-p "still open" (alist-get 'message diagnostic)))
                                      (diagnostics)))))
  (saw 'answered (diagnostics)))

(condition-case problem
    (act)
  (error (saw 'problem (error-message-string problem))))
(with-temp-file "saw.json"
  (insert (json-encode saw)))
(when-let ((server (eglot-current-server)))
  (eglot-shutdown server))

;;; emacs_scenario.el ends here
