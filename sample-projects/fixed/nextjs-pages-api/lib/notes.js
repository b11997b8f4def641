import { readFile, writeFile } from "node:fs/promises";

const FILE = "notes.json";

async function read() {
  return JSON.parse(await readFile(FILE, "utf8").catch(() => "[]"));
}

async function write(notes) {
  await writeFile(FILE, JSON.stringify(notes, null, 2));
}

export async function findNotes(owner) {
  const notes = await read();
  return notes.filter((note) => note.owner === owner);
}

export async function findAllNotes() {
  return read();
}

export async function createNote(owner, title, text) {
  const notes = await read();
  const note = { id: String(Date.now()), owner, title, text };
  await write([...notes, note]);
  return note;
}

export async function deleteNote(owner, id) {
  const notes = await read();
  await write(notes.filter((note) => note.id !== id || note.owner !== owner));
}
