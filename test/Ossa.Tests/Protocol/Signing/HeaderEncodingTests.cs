using System.Text;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Header values are signed as the bytes that they are sent as.</summary>
public sealed class HeaderEncodingTests
{
    private static readonly SignableRequest Request = new("PUT", "b", "k", [], [new("x-oss-meta-a", "é")]);

    [Fact]
    public void Values_are_signed_as_utf8_or_as_latin1()
    {
        Assert.Contains(
            "x-oss-meta-a:é\n",
            Encoding.UTF8.GetString(SignatureV4.CanonicalRequest(Request)),
            StringComparison.Ordinal
        );
        var bytes = SignatureV4.CanonicalRequest(Request with { HeaderEncoding = Encoding.Latin1 });
        Assert.Contains("x-oss-meta-a:é\n", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_encoding_is_refused() =>
        Assert.Throws<ArgumentException>(() => Request with { HeaderEncoding = Encoding.Unicode });
}
