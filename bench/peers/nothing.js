/** What Node.js itself takes for a start. Prints what passes for a URL. */
process.stdout.write('http://nothing\n')
