/**
 * Tests run in Node, whose `require` can do more than WeChat's. The types of both are loaded, and WeChat's come first.
 */
interface Require {
  resolve: NodeJS.RequireResolve
}
