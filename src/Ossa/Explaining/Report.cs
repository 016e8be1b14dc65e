using Ossa.CommandLine;
using Ossa.Explaining.Checks;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;

namespace Ossa.Explaining;

/// <summary>Writes all that is known about a signed URL.</summary>
internal sealed class Report(SignedUrl url, Verdict verdict, LocalTime time, TextWriter output)
{
    private string Method => verdict.Method ?? url.Given.Method ?? "GET";

    public void Write(ErrorDocument? serverError)
    {
        Table.Write(output, [.. Facts()]);
        WriteFindings();
        output.WriteLine();
        output.WriteLine(verdict.Text);
        if (serverError is not null)
        {
            WriteServerError(serverError);
        }
        else if (verdict.IsRight != true)
        {
            WriteCanonical();
        }
    }

    private IEnumerable<string[]> Facts()
    {
        var validity = Validity.Read(url);
        yield return ["signature", url.IsV4 ? "V4 (OSS4-HMAC-SHA256)" : "V1 (HMAC-SHA1)"];
        yield return ["signed by", AccessKeyIds.Find(url) ?? "-"];
        yield return ["bucket", $"{url.Address.Bucket ?? "unknown"} ({url.Address.Style})"];
        yield return ["key", url.Key.Length == 0 ? "-" : url.Key];
        yield return
        [
            "method",
            verdict.Method ?? url.Given.Method ?? "unknown; read as GET unless --method says otherwise",
        ];
        if (url.Signature is PresentedV4Signature v4)
        {
            yield return ["region", v4.Scope.Region];
        }
        if (validity.SignedAt is { } signedAt)
        {
            yield return ["signed at", $"{time.Write(signedAt)} ({time.Distance(signedAt)})"];
        }
        if (validity.From is { } from)
        {
            yield return ["valid from", time.Write(from)];
        }
        if (validity.Until is { } until)
        {
            yield return ["valid until", $"{time.Write(until)} ({time.Distance(until)})"];
        }
        if (url.Signature is PresentedV4Signature { AdditionalHeaders: [_, ..] headers })
        {
            yield return ["headers to send", string.Join(", ", headers)];
        }
        foreach (var (name, value) in url.Query.Where(parameter => !IsOfSignature(parameter.Key)))
        {
            yield return ["parameter", value.Length == 0 ? name : $"{name} = {value}"];
        }
    }

    private static bool IsOfSignature(string name) =>
        name
            is V4Parameters.Version
                or V4Parameters.Credential
                or V4Parameters.Date
                or V4Parameters.Expires
                or V4Parameters.AdditionalHeaders
                or V4Parameters.SecurityToken
                or V4Parameters.Signature
                or V1Parameters.AccessKeyId
                or V1Parameters.Expires
                or V1Parameters.SecurityToken
                or V1Parameters.Signature;

    private void WriteFindings()
    {
        output.WriteLine();
        var findings = UrlChecks.Run(url, time, verdict.IsRight == true);
        foreach (var finding in findings)
        {
            output.WriteLine($"{(finding.IsFault ? "fault" : "hint ")}  {finding.Text}");
        }
        if (url.Refusal is { } refusal && !findings.Any(finding => finding.IsFault))
        {
            output.WriteLine($"fault  A server refuses it: {refusal.Message}");
        }
        else if (findings.Count == 0)
        {
            output.WriteLine("No usual mistake was found.");
        }
    }

    private void WriteCanonical()
    {
        if (CanonicalText.Of(url, Method) is { } canonical)
        {
            output.WriteLine();
            output.WriteLine(url.IsV4 ? $"The canonical request for {Method}:" : $"The string to sign for {Method}:");
            WriteIndented(canonical.Split('\n'));
        }
    }

    private void WriteServerError(ErrorDocument error)
    {
        output.WriteLine();
        output.WriteLine(
            $"The server said {error.Code}: {error.Message}{(error.Ec is null ? "" : $" (EC {error.Ec})")}"
        );
        foreach (var finding in ServerErrorChecks.Find(error, time))
        {
            output.WriteLine($"{(finding.IsFault ? "fault" : "hint ")}  {finding.Text}");
        }
        if (Compare(error) is { } lines)
        {
            output.WriteLine();
            output.WriteLine("What is signed, as this URL has it (<) and as the server read the request (>):");
            WriteIndented(lines);
            output.WriteLine(
                lines.Any(line => line.StartsWith('!'))
                    ? "The marked lines differ: the client sent something else than what was signed."
                    : "Nothing differs: the signer used another secret, or signed something else."
            );
        }
        else
        {
            output.WriteLine("The error does not show what the server computed from.");
        }
    }

    private IReadOnlyList<string>? Compare(ErrorDocument error)
    {
        var (ours, theirs) = (CanonicalText.Of(url, Method), error.Detail("CanonicalRequest"));
        var stringToSign = error.Detail("StringToSign");
        if (ours is null || (theirs ?? stringToSign) is null)
        {
            return null;
        }
        if (!url.IsV4)
        {
            return stringToSign is null
                ? null
                : CanonicalDifference.Lines(CanonicalText.SplitV1(ours), CanonicalText.SplitV1(stringToSign));
        }
        return theirs is not null
            ? CanonicalDifference.Lines(CanonicalText.SplitV4(ours), CanonicalText.SplitV4(theirs))
            : CanonicalDifference.Lines(
                CanonicalText.SplitStringToSign(CanonicalText.StringToSignOf(url, ours)!),
                CanonicalText.SplitStringToSign(stringToSign!)
            );
    }

    private void WriteIndented(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}".TrimEnd());
        }
    }
}
