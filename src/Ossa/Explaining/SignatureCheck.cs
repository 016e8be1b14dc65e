using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Explaining;

/// <summary>
/// Recomputes a signature and, where it is wrong, looks for the single change that makes it right. It tells the change, never the
/// signature.
/// </summary>
internal sealed class SignatureCheck(SignedUrl url, SigningSecret secret)
{
    /// <summary>Judges the URL with the key at hand, if it is the one that signed.</summary>
    public static Verdict Run(SignedUrl url, AccessKey? key)
    {
        var signer = AccessKeyIds.Find(url);
        if (url.Signature is null)
        {
            return new Verdict(
                IsRight: null,
                Method: null,
                "The signature cannot be checked, since the URL cannot be read."
            );
        }
        if (key is null || key.Id != signer)
        {
            return new Verdict(
                IsRight: null,
                Method: null,
                $"The signature cannot be checked without the secret of {signer}; set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or choose a --profile."
            );
        }
        return new SignatureCheck(url, new SigningSecret(key.Secret)).Judge();
    }

    private Verdict Judge()
    {
        string[] methods = url.Given.Method is { } given ? [given] : Changes.Methods;
        foreach (var method in methods)
        {
            if (IsRight(url.Request(url.Address, method, plusIsSpaceInKey: false)))
            {
                return new Verdict(IsRight: true, method, $"The signature is right, for {method}.");
            }
        }
        return new Verdict(IsRight: false, Method: null, Describe(FindChange(methods)));
    }

    private string? FindChange(string[] methods)
    {
        foreach (var other in Changes.Methods.Except(methods))
        {
            if (IsRight(url.Request(url.Address, other, plusIsSpaceInKey: false)))
            {
                return $"with the method {other}";
            }
        }
        foreach (var method in methods)
        {
            if (Changes.Of(url, method).FirstOrDefault(change => IsRight(change.Request)) is { } found)
            {
                return methods.Length == 1 ? found.Text : $"{found.Text} (method {method})";
            }
        }
        return null;
    }

    private static string Describe(string? change) =>
        change is null
            ? "The signature is wrong, and no single change that was tried makes it right: another secret, or several changes."
            : $"The signature is wrong; it would be right {change}.";

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
