using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>
/// Recomputes a signature and, where it is wrong, looks for the single change that makes it right. It tells the change, never the
/// signature.
/// </summary>
internal sealed class SignatureCheck(SignedUrl url, SigningSecret secret)
{
    /// <summary>Judges the URL by the secret of the key that signed it.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="secret">The secret, or null where nobody at hand has it.</param>
    /// <param name="withoutSecret">Why that is so, to follow "The signature cannot be checked".</param>
    public static Verdict Run(SignedUrl url, SigningSecret? secret, string withoutSecret) =>
        url.Signature is null
            ? new Verdict(
                IsRight: null,
                Method: null,
                Sentence.Of("SignatureUnreadable", $"The signature cannot be checked, since the URL cannot be read.")
            )
        : secret is null
            ? new Verdict(
                IsRight: null,
                Method: null,
                Sentence.Of("SignatureUnchecked", $"The signature cannot be checked{withoutSecret}")
            )
        : new SignatureCheck(url, secret).Judge();

    private Verdict Judge()
    {
        string[] methods = url.Given.Method is { } given ? [given] : Changes.Methods;
        foreach (var method in methods)
        {
            var request = RequestOf(method);
            if (IsRight(request))
            {
                return new Verdict(
                    IsRight: true,
                    method,
                    Sentence.Of("SignatureRight", $"The signature is right, for {method}."),
                    request
                );
            }
        }
        return FindChange(methods) is { } found
            ? new Verdict(
                IsRight: false,
                Method: null,
                new Sentence($"The signature is wrong; it would be right {found.Text}.", found.Said),
                found.Request,
                found.Cause
            )
            : new Verdict(
                IsRight: false,
                Method: null,
                Sentence.Of(
                    "SignatureWrong",
                    $"The signature is wrong, and no single change that was tried makes it right: another secret, or several changes."
                ),
                Cause: Cause.AccessKey
            );
    }

    private Change? FindChange(string[] methods)
    {
        foreach (var other in Changes.Methods.Except(methods))
        {
            var request = RequestOf(other);
            if (IsRight(request))
            {
                return Change.Of("RightForMethod", $"with the method {other}", request, Cause.Method);
            }
        }
        foreach (var method in methods)
        {
            if (Changes.Of(url, method).FirstOrDefault(change => IsRight(change.Request)) is { } found)
            {
                return methods.Length == 1 ? found : found with { Text = $"{found.Text} (method {method})" };
            }
        }
        return null;
    }

    private SignableRequest RequestOf(string method) => url.Request(url.Address, method, plusIsSpaceInKey: false);

    private bool IsRight(SignableRequest request)
    {
        try
        {
            return PresentedSignatures.Read(request)?.Verify(request, secret, strict: true, out _) == true;
        }
        catch (OssException)
        {
            // A change such as a missing parameter can make the signature unreadable, and then it was not that.
            return false;
        }
    }
}
