/** The contract of a rule: a value that reads the model and gives findings. */
package dev.gatelint.rule;
