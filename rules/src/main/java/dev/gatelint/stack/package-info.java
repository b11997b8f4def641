/** What a framework means: each stack extracts facts from single files and links them into the model. Stacks never see a rule. */
package dev.gatelint.stack;
