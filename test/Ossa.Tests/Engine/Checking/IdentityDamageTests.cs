using System.Text;
using Ossa.Engine.Checking;
using Ossa.Engine.Identity;
using Ossa.Engine.Links;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>Damage of users, policies, keys, links and domains: named once, and repaired where that takes nothing from anybody and gives nobody anything.</summary>
public sealed class IdentityDamageTests
{
    private const string Policy =
        """{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "oss:*", "Resource": "*"}]}""";

    private const string Trust =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::1234567890123456:root"}, "Action": "sts:AssumeRole"}]}""";

    private static readonly PartitionId Identity = new("identity");
    private static readonly PartitionId Links = new("links");
    private static readonly PartitionId Control = new("control");

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_whole_store_has_none(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        Assert.Empty(await store.CheckAsync());
    }

    [Theory]
    [InlineData("identity", "u/alice", "the user 'alice' cannot be read")]
    [InlineData("identity", "g/readers", "the group 'readers' cannot be read")]
    [InlineData("identity", "r/reader", "the role 'reader' cannot be read")]
    [InlineData("identity", "p/deny", "the policy 'deny' cannot be read")]
    [InlineData("identity", "k/OSSU0", "the access key 'OSSU0' cannot be read")]
    [InlineData("identity", "l/OSSU0", "the last use of the access key 'OSSU0' cannot be read")]
    [InlineData("identity", "e", "the epoch of users and policies cannot be read")]
    [InlineData("links", "l/LNK0", "the link LNK0 cannot be read")]
    [InlineData("links", "r/LNK0/0", "a download of a link cannot be read")]
    [InlineData("links", "n/LNK0/downloads", "the counter LNK0/downloads cannot be read")]
    [InlineData("links", "d/0", "the denied URL 0 cannot be read")]
    [InlineData("control", "m/img.example.com", "the domain img.example.com cannot be read")]
    public async Task A_row_that_cannot_be_read_is_named_and_stays(string partition, string row, string said)
    {
        await using var store = await FilledAsync(EngineKind.InMemory);
        await PutAsync(store, new PartitionId(partition), row, [99]);
        foreach (var repair in new[] { false, true })
        {
            var finding = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = repair }));
            Assert.Equal((FindingKind.UnreadableRow, false), (finding.Kind, finding.Repaired));
            Assert.StartsWith(said, finding.Detail, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_attached_and_not_there_is_named_and_stays_attached(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await RemoveAsync(store, Identity, "p/deny");
        await RemoveAsync(store, Identity, "g/readers");
        string[] expected =
        [
            "the user 'alice' has the policy 'deny', which is not there",
            "the user 'alice' has the group 'readers', which is not there",
            "the role 'reader' has the policy 'deny', which is not there",
        ];
        foreach (var repair in new[] { false, true })
        {
            var found = await store.CheckAsync(new CheckOptions { Repair = repair });
            Assert.Equal(expected, found.Select(finding => finding.Detail));
            Assert.All(
                found,
                finding => Assert.Equal((FindingKind.BrokenReference, false), (finding.Kind, finding.Repaired))
            );
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_users_list_of_keys_is_made_what_the_keys_say(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var identities = store.Engine.Identities;
        var key = (await identities.Keys.ListAsync("alice", Cancel))[0];
        var row = await store.Storage.Metadata.GetAsync(Identity, RowFamily.Record, Bytes.Of($"k/{key.Id}"), Cancel);
        await RemoveAsync(store, Identity, $"k/{key.Id}");
        var gone = Assert.Single(await store.CheckAsync());
        Assert.Equal($"the user 'alice' has other access keys than are listed: {key.Id}", gone.Detail);
        Assert.True(Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true })).Repaired);
        Assert.Empty(await store.CheckAsync());
        Assert.Equal(["deny"], (await identities.Users.GetAsync("alice", Cancel)).Policies);
        // And the other way round.
        await PutAsync(store, Identity, $"k/{key.Id}", row!);
        Assert.True(Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true })).Repaired);
        Assert.Equal(key.Id, Assert.Single(await identities.Keys.ListAsync("alice", Cancel)).Id);
        Assert.Empty(await store.CheckAsync());
        await RemoveAsync(store, Identity, "u/alice");
        var alone = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true }));
        Assert.Equal((FindingKind.BrokenReference, false), (alone.Kind, alone.Repaired));
        Assert.Contains("who is not there", alone.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_no_key_opens_is_named_and_stays()
    {
        await using var store = await FilledAsync(EngineKind.InMemory);
        var key = (await store.Engine.Identities.Keys.ListAsync("alice", Cancel))[0];
        var broken = key with { SealedSecret = [.. key.SealedSecret] };
        broken.SealedSecret[^1] ^= 1;
        await PutAsync(store, Identity, $"k/{key.Id}", IdentityCodec.Encode(broken));
        var link = await store.Engine.Links.ListAsync(Cancel).FirstAsync(Cancel);
        var other = link with { SealedSecret = [.. new byte[16], .. link.SealedSecret[16..]] };
        await PutAsync(store, Links, $"l/{link.Id}", LinkCodec.Encode(other));
        var found = await store.CheckAsync(new CheckOptions { Repair = true });
        Assert.Equal([key.Id, link.Id], found.Select(finding => finding.Detail.Split(' ')[3]));
        Assert.All(found, finding => Assert.Equal((FindingKind.LockedSecret, false), (finding.Kind, finding.Repaired)));
    }

    [Fact]
    public async Task What_is_in_further_accounts_is_looked_at_alike()
    {
        await using var store = await FilledAsync(EngineKind.InMemory);
        var made = await store.Engine.Accounts.CreateAsync("research", "", Cancel);
        var id = made.Account.Id;
        var users = store.Engine.IdentitiesOf(id);
        await users.Users.CreateAsync("bob", Cancel);
        await users.Policies.PutAsync("own", Policy, Cancel);
        await users.Users.AttachAsync("bob", "own", Cancel);
        var key = await users.Keys.CreateAsync("bob", Cancel);
        Assert.Empty(await store.CheckAsync());
        await RemoveAsync(store, Identity, $"x/{id}/p/own");
        await RemoveAsync(store, Identity, $"k/{made.KeyId}");
        await RemoveAsync(store, Identity, "n/research");
        Assert.Equal(
            [
                $"in the account {id}, the user 'bob' has the policy 'own', which is not there",
                $"the account 'research' has the root key {made.KeyId}, which is not there",
                "the account 'research' is not found by its name",
            ],
            (await store.CheckAsync()).Select(finding => finding.Detail)
        );
        await RemoveAsync(store, Identity, $"a/{id}");
        var alone = Assert.Single(await store.CheckAsync());
        Assert.Equal($"the access key {key.Key.Id} is of the account {id}, which is not there", alone.Detail);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_domain_that_leads_nowhere_leads_to_its_bucket_again(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await RemoveAsync(store, Control, "m/img.example.com");
        Assert.Null(await store.Engine.Cnames.FindBucketAsync("img.example.com", Cancel));
        var finding = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true }));
        Assert.Equal(
            (FindingKind.BrokenReference, "bucket", "its domain img.example.com leads nowhere", true),
            (finding.Kind, finding.Bucket, finding.Detail, finding.Repaired)
        );
        Assert.Equal("bucket", await store.Engine.Cnames.FindBucketAsync("img.example.com", Cancel));
        Assert.Empty(await store.CheckAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_left_of_the_domains_of_a_bucket_that_is_gone_is_removed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var metadata = store.Storage.Metadata;
        var domain = await metadata.GetAsync(Control, RowFamily.Record, Bytes.Of("m/img.example.com"), Cancel);
        var list = await metadata.GetAsync(
            Control,
            RowFamily.Record,
            Bytes.Of($"t/{store.Bucket.Incarnation}"),
            Cancel
        );
        await store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel);
        await store.Engine.Collector.CollectAllAsync(Cancel);
        await PutAsync(store, Control, "m/img.example.com", domain!);
        await PutAsync(store, Control, $"t/{store.Bucket.Incarnation}", list!);
        var found = await store.CheckAsync(new CheckOptions { Repair = true });
        Assert.Equal(2, found.Count);
        Assert.All(
            found,
            finding => Assert.Equal((FindingKind.BrokenReference, true), (finding.Kind, finding.Repaired))
        );
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_domain_that_its_bucket_does_not_know_is_named_and_stays()
    {
        await using var store = await FilledAsync(EngineKind.InMemory);
        var list = Bytes.Of($"t/{store.Bucket.Incarnation}");
        var batch = new WriteBatch().Delete(RowFamily.Record, list);
        Assert.True(await store.Storage.Metadata.ApplyAsync(Control, batch, Cancel));
        var finding = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true }));
        Assert.Equal(("bucket", false), (finding.Bucket, finding.Repaired));
        await PutAsync(store, Control, Encoding.UTF8.GetString(list), [99]);
        Assert.Equal(FindingKind.UnreadableRow, Assert.Single(await store.CheckAsync()).Kind);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Changes_under_way_are_no_damage(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var changing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await store.Engine.Identities.Users.CreateAsync($"u{i}", Cancel);
                    var made = await store.Engine.Identities.Keys.CreateAsync($"u{i}", Cancel);
                    await store.Engine.Cnames.MapAsync(store.Bucket, $"d{i}.example.com", Cancel);
                    await store.Engine.Identities.Keys.DeleteAsync(made.Key.Id, Cancel);
                    await store.Engine.Cnames.UnmapAsync(store.Bucket, $"d{i}.example.com", Cancel);
                    await store.Engine.Identities.Users.DeleteAsync($"u{i}", Cancel);
                }
            },
            Cancel
        );
        do
        {
            Assert.Empty(await store.CheckAsync(new CheckOptions { Repair = true }));
        } while (!changing.IsCompleted);
        await changing;
    }

    private static async Task<TestStore> FilledAsync(EngineKind kind)
    {
        var store = await TestStore.OpenAsync(kind);
        var identities = store.Engine.Identities;
        await identities.Policies.PutAsync("deny", Policy, Cancel);
        await identities.Groups.CreateAsync("readers", Cancel);
        await identities.Users.CreateAsync("alice", Cancel);
        await identities.Users.AttachAsync("alice", "deny", Cancel);
        await identities.Users.JoinAsync("alice", "readers", Cancel);
        await identities.Keys.CreateAsync("alice", Cancel);
        await identities.Roles.CreateAsync("reader", Trust, "", 3600, Cancel);
        await identities.Roles.AttachAsync("reader", "deny", Cancel);
        var end = store.Time.GetUtcNow().AddDays(1);
        await store.Engine.Links.CreateAsync(new LinkRequest("bucket", "k", end), Cancel);
        await store.Engine.DeniedUrls.DenyAsync(new string('0', 32), end, Cancel);
        await store.Engine.Cnames.MapAsync(store.Bucket, "img.example.com", Cancel);
        return store;
    }

    private static async Task PutAsync(TestStore store, PartitionId partition, string row, byte[] value)
    {
        var batch = new WriteBatch().Put(RowFamily.Record, Bytes.Of(row), value);
        Assert.True(await store.Storage.Metadata.ApplyAsync(partition, batch, Cancel));
    }

    private static async Task RemoveAsync(TestStore store, PartitionId partition, string row)
    {
        var batch = new WriteBatch().Delete(RowFamily.Record, Bytes.Of(row));
        Assert.True(await store.Storage.Metadata.ApplyAsync(partition, batch, Cancel));
    }
}
