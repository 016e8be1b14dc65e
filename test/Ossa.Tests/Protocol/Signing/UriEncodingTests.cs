using CsCheck;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class UriEncodingTests
{
    [Fact]
    public void Only_unreserved_characters_stay()
    {
        const string kept = "AZaz09-._~";
        Assert.Equal(kept, UriEncoding.EncodeComponent(kept));
        Assert.Equal("%2F%20%2B%2A%27%28%29%21%25", UriEncoding.EncodeComponent("/ +*'()!%"));
        Assert.Equal("a/b%20c//", UriEncoding.EncodePath("a/b c//"));
        Assert.Equal("%E6%9D%AD%F0%9F%98%80", UriEncoding.EncodePath("杭😀"));
    }

    [Fact]
    public void What_was_encoded_decodes_to_itself()
    {
        SignableRequests.Key.Sample(key =>
        {
            foreach (var encoded in new[] { UriEncoding.EncodePath(key), UriEncoding.EncodeComponent(key) })
            {
                Assert.True(UriEncoding.TryDecode(encoded, plusIsSpace: true, out var asSpace));
                Assert.Equal(key, asSpace);
                Assert.True(UriEncoding.TryDecode(encoded, plusIsSpace: false, out var asItself));
                Assert.Equal(key, asItself);
            }
        });
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%2")]
    [InlineData("a%zz")]
    [InlineData("%+1")]
    [InlineData("%D6%D0%B9%FA")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    public void What_is_not_percent_encoded_utf8_is_refused(string raw)
    {
        Assert.False(UriEncoding.TryDecode(raw, plusIsSpace: true, out _));
        Assert.False(UriEncoding.TryDecodeQuery($"a=1&b={raw}", plusIsSpace: true, out _));
    }

    [Theory]
    [InlineData("a+b", true, "a b")]
    [InlineData("a+b", false, "a+b")]
    [InlineData("a%2Bb+", true, "a+b ")]
    [InlineData("%e6%9d%ad", true, "杭")]
    [InlineData("%00", true, "\0")]
    [InlineData("", true, "")]
    public void A_component_decodes(string raw, bool plusIsSpace, string decoded)
    {
        Assert.True(UriEncoding.TryDecode(raw, plusIsSpace, out var actual));
        Assert.Equal(decoded, actual);
    }

    [Fact]
    public void A_query_decodes_in_its_order()
    {
        Assert.True(UriEncoding.TryDecodeQuery("&b=1&a&=x&c=&b=2%3D=&", plusIsSpace: true, out var parameters));
        Assert.Equal([new("b", "1"), new("a", ""), new("", "x"), new("c", ""), new("b", "2==")], parameters);
        Assert.True(UriEncoding.TryDecodeQuery("", plusIsSpace: true, out var none));
        Assert.Empty(none);
    }
}
