using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Accounts;

/// <summary>What another account gets of a bucket: what the bucket lets it, and of its users those whom their account lets, too.</summary>
public sealed class OtherAccountTests : AccountTest
{
    private const string ByList = "0003-00000001";
    private const string ByBucketPolicy = "0003-00000101";
    private const string NotYours = "0003-00000905";

    [Fact]
    public async Task Without_a_word_of_the_bucket_another_account_gets_nothing()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        foreach (var key in (AccessKey[])[Other, bob])
        {
            AssertDenied(ByList, await ReadAsync(key));
            AssertDenied(ByList, await Server.SendAsync("PUT", Bucket, "new", body: [1], signer: key));
            AssertDenied(ByList, await Server.SendAsync("DELETE", Bucket, "a/k", signer: key));
            AssertDenied(NotYours, await Server.SendAsync("GET", Bucket, signer: key));
            AssertDenied(NotYours, await Server.SendAsync("DELETE", Bucket, signer: key));
            foreach (var part in (string[])["acl", "policy", "publicAccessBlock", "lifecycle", "uploads"])
            {
                AssertDenied(NotYours, await Server.SendAsync("GET", Bucket, null, [H(part, "")], signer: key));
            }
        }
    }

    [Fact]
    public async Task The_root_of_an_account_that_is_named_is_let_in_and_of_its_users_those_with_a_policy()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        var (carol, _) = await MakeOtherUserAsync("carol", policy: null);
        await LetInAsync(OtherId);
        Assert.Equal("text", (await ReadAsync(Other)).Text);
        Assert.Equal("text", (await ReadAsync(bob)).Text);
        AssertDenied(ByList, await ReadAsync(carol));
        AssertDenied(ByList, await Server.SendAsync("PUT", Bucket, "a/k", body: [1], signer: Other));
        await LetInAsync(OtherId, effect: "Deny");
        foreach (var key in (AccessKey[])[Other, bob, carol])
        {
            AssertDenied(ByBucketPolicy, await ReadAsync(key));
        }
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("ARN")]
    public async Task A_user_that_is_named_is_let_in_alone_and_only_with_a_policy(string by)
    {
        var (bob, id) = await MakeOtherUserAsync("bob");
        var (carol, _) = await MakeOtherUserAsync("carol");
        await LetInAsync(by == "ID" ? id : $"acs:ram::{OtherId}:user/bob");
        Assert.Equal("text", (await ReadAsync(bob)).Text);
        AssertDenied(ByList, await ReadAsync(carol));
        AssertDenied(ByList, await ReadAsync(Other));
        await DoAsync(Other, "DELETE", "users/policies", ("user", "bob"), ("policy", "of-bob"));
        AssertDenied(ByList, await ReadAsync(bob));
    }

    [Fact]
    public async Task What_everybody_may_read_another_account_may_read_too_by_lists_without_and_by_policy_with_one_of_its_own()
    {
        var (carol, _) = await MakeOtherUserAsync("carol", policy: null);
        var (bob, _) = await MakeOtherUserAsync("bob");
        await LetInAsync("*");
        Assert.Equal(200, (await ReadAsync(Other)).Status);
        Assert.Equal(200, (await ReadAsync(bob)).Status);
        AssertDenied(ByList, await ReadAsync(carol));
        KeyValuePair<string, string>[] acl = [H("x-oss-object-acl", "public-read")];
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "a/k", [H("acl", "")], acl)).Status);
        Assert.Equal(200, (await ReadAsync(carol)).Status);
    }

    [Fact]
    public async Task A_user_is_bound_by_what_its_own_account_denies()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        var deny =
            """{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "oss:*", "Resource": "acs:oss:*:ACCOUNT:*"}]}""";
        await LetInAsync(OtherId);
        await DoAsync(
            Other,
            "POST",
            "policies",
            ("name", "deny"),
            ("document", deny.Replace("ACCOUNT", Account, StringComparison.Ordinal))
        );
        await DoAsync(Other, "PUT", "users/policies", ("user", "bob"), ("policy", "deny"));
        AssertDenied("0003-00000201", await ReadAsync(bob));
        // What is of its own account is not meant.
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", signer: bob)).Status);
    }

    [Fact]
    public async Task What_another_account_writes_belongs_to_the_owner_of_the_bucket()
    {
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": ["{{OtherId}}"], "Action": ["oss:PutObject", "oss:ListObjects"], "Resource": "*"}]}""";
        await Server.SendAsync("PUT", Bucket, null, [H("policy", "")], body: Utf8(policy));
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "theirs", body: [1], signer: Other)).Status);
        AssertDenied(ByList, await Server.SendAsync("GET", Bucket, "theirs", signer: Other));
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "theirs")).Status);
        var list = await Server.SendAsync("GET", Bucket, signer: Other);
        Assert.Contains($"<Owner><ID>{Account}</ID>", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherId, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_across_accounts_needs_reading_there_and_writing_here()
    {
        await Server.SendAsync("PUT", "other-bucket", signer: Other);
        KeyValuePair<string, string>[] source = [H("x-oss-copy-source", $"/{Bucket}/a/k")];
        var copy = () => Server.SendAsync("PUT", "other-bucket", "copy", headers: source, signer: Other);
        AssertDenied(ByList, await copy());
        await LetInAsync(OtherId);
        Assert.Equal(200, (await copy()).Status);
        Assert.Equal("text", (await Server.SendAsync("GET", "other-bucket", "copy", signer: Other)).Text);
        AssertDenied(ByList, await Server.SendAsync("GET", "other-bucket", "copy"));
    }

    [Fact]
    public async Task Where_requesters_pay_another_account_must_say_so_and_the_users_of_the_bucket_need_not()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        await LetInAsync(OtherId);
        var payment = "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>";
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", Bucket, null, [H("requestPayment", "")], body: Utf8(payment))).Status
        );
        foreach (var key in (AccessKey[])[Other, bob])
        {
            AssertDenied("0003-00000703", await ReadAsync(key));
            KeyValuePair<string, string>[] wrong = [H("x-oss-request-payer", "owner")];
            AssertDenied("0003-00000703", await Server.SendAsync("GET", Bucket, "a/k", headers: wrong, signer: key));
            KeyValuePair<string, string>[] offer = [H("x-oss-request-payer", "requester")];
            Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", headers: offer, signer: key)).Status);
            Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", offer, signer: key)).Status);
        }

        KeyValuePair<string, string>[] nobody = [H("x-oss-request-payer", "requester")];
        AssertDenied("0003-00000703", await Server.SendRawAsync("GET", $"/{Bucket}/a/k", nobody));
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k")).Status);
    }

    [Fact]
    public async Task A_bucket_is_not_logged_to_a_bucket_of_another_account()
    {
        await Server.SendAsync("PUT", "other-bucket", signer: Other);
        var rules =
            "<BucketLoggingStatus><LoggingEnabled><TargetBucket>other-bucket</TargetBucket><TargetPrefix/></LoggingEnabled></BucketLoggingStatus>";
        var refused = await Server.SendAsync("PUT", Bucket, null, [H("logging", "")], body: Utf8(rules));
        AssertRefused(refused, 403, "InvalidTargetBucketForLogging", "0032-00000009");
        Assert.Empty((await Server.SendAsync("GET", Bucket, null, [H("logging", "")])).Xml.Elements());
    }

    private static void AssertDenied(string ec, WireResponse answer) => AssertRefused(answer, 403, "AccessDenied", ec);
}
