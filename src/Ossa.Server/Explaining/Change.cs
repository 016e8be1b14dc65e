using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>The request as it might have been signed.</summary>
/// <param name="Text">What differs from the request as it is, to follow "with" or "without": "the method PUT".</param>
/// <param name="Request">The request.</param>
/// <param name="Cause">Which of the usual causes that is.</param>
internal sealed record Change(string Text, SignableRequest Request, Cause Cause);
