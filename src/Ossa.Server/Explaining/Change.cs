using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>The request as it might have been signed.</summary>
/// <param name="Text">What differs from the request as it is, to follow "with" or "without": "the method PUT".</param>
/// <param name="Said">That the signature would be right so, for other languages.</param>
/// <param name="Request">The request.</param>
/// <param name="Cause">Which of the usual causes that is.</param>
internal sealed record Change(string Text, Saying Said, SignableRequest Request, Cause Cause)
{
    public static Change Of(string code, Wording wording, SignableRequest request, Cause cause) =>
        new(wording.Text, new Saying(code, wording.Values), request, cause);
}
