using System.Text;
using System.Text.Json.Nodes;
using Ossa.CommandLine;
using Ossa.Sealing;
using Xunit;

namespace Ossa.Tests.Sealing;

public sealed class PassphraseSealTests
{
    private const string Kind = "keyring";
    private const string Passphrase = "correct horse battery";

    private static readonly byte[] Content = Encoding.UTF8.GetBytes("many secrets");

    private readonly byte[] _file = PassphraseSeal.Seal(Kind, Passphrase, Content);

    [Fact]
    public void It_opens_under_its_passphrase_and_tells_nothing_without()
    {
        Assert.True(PassphraseSeal.IsSealed(_file));
        Assert.Equal(Content, PassphraseSeal.Open(Kind, Passphrase, _file));
        var node = JsonNode.Parse(_file)!;
        Assert.True(node["rounds"]!.GetValue<int>() >= 600_000);
        Assert.DoesNotContain(
            Convert.ToBase64String(Content),
            Encoding.UTF8.GetString(_file),
            StringComparison.Ordinal
        );
        Assert.NotEqual(_file, PassphraseSeal.Seal(Kind, Passphrase, Content));
    }

    [Fact]
    public void Another_passphrase_opens_nothing() =>
        Assert.Contains(
            "the passphrase is another one",
            Refusal(_file, "correct horse batterY"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("rounds", "1000000", "was changed")]
    [InlineData("rounds", "599999", "was changed")]
    [InlineData("rounds", "2000000000", "was changed")]
    [InlineData("version", "2", "is of version 2")]
    [InlineData("kind", "\"identity\"", "holds 'identity', not 'keyring'")]
    [InlineData("format", "\"other\"", "none that was sealed here")]
    [InlineData("derivation", "\"PBKDF2-MD5\"", "was changed")]
    [InlineData("cipher", "\"ROT13\"", "was changed")]
    [InlineData("salt", "\"AAAAAAAAAAAAAAAAAAAAAA==\"", "was changed")]
    [InlineData("salt", "\"AAAA\"", "was changed")]
    [InlineData("nonce", "\"AAAAAAAAAAAAAAAA\"", "was changed")]
    [InlineData("nonce", "null", "none that was sealed here")]
    [InlineData("content", "\"AAAA\"", "was changed")]
    [InlineData("content", "\"?\"", "none that was sealed here")]
    public void A_changed_file_opens_nothing(string member, string value, string said)
    {
        var node = JsonNode.Parse(_file)!;
        node[member] = JsonNode.Parse(value);
        Assert.Contains(
            said,
            Refusal(Encoding.UTF8.GetBytes(node.ToJsonString()), Passphrase),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_claims_to_be_another_kind_opens_as_none()
    {
        var node = JsonNode.Parse(_file)!;
        node["kind"] = "identity";
        var refused = Assert.Throws<CommandException>(() =>
            PassphraseSeal.Open("identity", Passphrase, Encoding.UTF8.GetBytes(node.ToJsonString()))
        );
        Assert.Contains("was changed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_bit_or_a_missing_end_is_noticed()
    {
        var node = JsonNode.Parse(_file)!;
        var content = Convert.FromBase64String(node["content"]!.GetValue<string>());
        foreach (var place in new[] { 0, content.Length - 1 })
        {
            var changed = content.ToArray();
            changed[place] ^= 1;
            node["content"] = Convert.ToBase64String(changed);
            Assert.Contains(
                "was changed",
                Refusal(Encoding.UTF8.GetBytes(node.ToJsonString()), Passphrase),
                StringComparison.Ordinal
            );
        }

        Assert.Contains("is cut short", Refusal(_file[..^10], Passphrase), StringComparison.Ordinal);
        Assert.Contains("is cut short", Refusal([], Passphrase), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] file, string passphrase) =>
        Assert.Throws<CommandException>(() => PassphraseSeal.Open(Kind, passphrase, file)).Message;
}
