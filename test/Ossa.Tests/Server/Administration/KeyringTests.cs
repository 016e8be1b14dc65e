using System.Text.Json;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>The keyring by the admin API: turned, wrapped anew and retired while the server runs.</summary>
public sealed class KeyringTests : ServerTest
{
    [Fact]
    public async Task A_master_key_is_retired_once_what_it_wrapped_is_wrapped_anew()
    {
        await PutAsync("k", Utf8("text"), H("x-oss-server-side-encryption", "AES256"));
        var old = CurrentOf(await AskAsync(200));
        AssertReason(await AskAsync(409, "retire", old), "rotate its key first");
        await AskAsync(200, "rotate");
        AssertReason(await AskAsync(409, "retire", old), "is needed still");
        Assert.Equal(200, (await AskAsync(200, "rewrap")).Status);
        var left = await AskAsync(200, "retire", old);
        Assert.DoesNotContain(old, left.Text, StringComparison.Ordinal);
        Assert.Equal("text", (await GetAsync("k")).Text);
        AssertReason(await AskAsync(409, "retire", old), "no master key");
    }

    [Theory]
    [InlineData("retire", null)]
    [InlineData("retire-now", null)]
    [InlineData("retire", "nothing")]
    [InlineData("rewrap", "nothing")]
    [InlineData("melt", null)]
    public async Task What_cannot_be_done_changes_nothing(string change, string? key)
    {
        await PutAsync("k", Utf8("text"), H("x-oss-server-side-encryption", "AES256"));
        var before = (await AskAsync(200)).Text;
        await AskAsync(409, change, key);
        Assert.Equal(before, (await AskAsync(200)).Text);
    }

    [Fact]
    public async Task No_answer_tells_a_secret()
    {
        await AskAsync(200, "rotate");
        var keys = JsonDocument.Parse((await AskAsync(200)).Text).RootElement.GetProperty("keys");
        foreach (var key in keys.EnumerateArray())
        {
            Assert.DoesNotContain(
                key.EnumerateObject(),
                member => member.Name.Contains("secret", StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    private static string CurrentOf(WireResponse answer) =>
        JsonDocument.Parse(answer.Text).RootElement.GetProperty("keys")[0].GetProperty("id").GetString()!;

    private static void AssertReason(WireResponse answer, string reason) =>
        Assert.Contains(reason, answer.Element("Reason"), StringComparison.OrdinalIgnoreCase);

    private async Task<WireResponse> AskAsync(int status, string? change = null, string? key = null)
    {
        KeyValuePair<string, string>[] query =
        [
            .. change is null ? [] : (KeyValuePair<string, string>[])[H("change", change)],
            .. key is null ? [] : (KeyValuePair<string, string>[])[H("key", key)],
        ];
        var answer = await Server.SendAsync("POST", "-", "admin/v1/keyring", query: query);
        Assert.True(answer.Status == status, answer.Text);
        return answer;
    }
}
