using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Identity;
using Ossa.Engine.Links;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

/// <summary>After a rotation all keys are wrapped anew, and the master key of before can go.</summary>
public sealed class RewrapTests
{
    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [MemberData(nameof(TestStore.Kinds), MemberType = typeof(TestStore))]
    public async Task Every_kind_of_body_outlives_the_key_that_wrapped_it(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var bodies = await store.FillEncryptedAsync();
        await store.CopyAsync("blob", "copy", EncryptedStore.Wanted);
        bodies["copy"] = bodies["blob"];
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, "later", EncryptedStore.Wanted, Cancel);
        bodies["later"] = [.. Bytes.Pattern(150_000, 9), .. Bytes.Pattern(700, 10)];
        await store.PutPartAsync(upload, 1, bodies["later"][..150_000]);
        await store.PutPartAsync(upload, 2, bodies["later"][150_000..]);
        await store.SwitchAsync(VersioningState.Enabled);
        var older = await store.PutAsync("versions", [1, 2], EncryptedStore.Wanted);
        await store.PutAsync("versions", [3], EncryptedStore.Wanted);
        bodies["versions"] = [3];
        await store.Engine.Identities.Users.CreateAsync("user", Cancel);
        var key = await store.Engine.Identities.Keys.CreateAsync("user", Cancel);
        var link = await store.Engine.Links.CreateAsync(
            new LinkRequest("bucket", "row", store.Time.GetUtcNow().AddDays(1)),
            Cancel
        );
        var linkKey = await store.Engine.Links.OpenKeyAsync(link, Cancel);

        var old = await RotateAsync(store);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel)
        );
        var figures = await store.Engine.Rewrapper.RewrapAsync(Cancel);
        Assert.Equal(0, figures.Failed);
        Assert.NotEqual(0, figures.Rewrapped);
        Assert.Equal(0, (await store.Engine.Rewrapper.RewrapAsync(Cancel)).Rewrapped);
        await store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel);

        await store.ReopenAsync();
        await store.Engine.Uploads.CompleteAsync(store.Bucket, upload, null, Cancel);
        foreach (var (name, body) in bodies)
        {
            Assert.Equal(body, await store.ReadAsync(name));
        }

        Assert.Equal([1, 2], await store.ReadAsync("versions", older.Version));
        var kept = await new IdentityRows(store.Storage.Metadata).FindKeyAsync(key.Key.Id, Cancel);
        var sealer = new SecretSealer(store.Engine.Keyring, SecretSealer.Stored);
        Assert.Equal(key.Secret, await sealer.OpenAsync(key.Key.Id, kept!.SealedSecret, Cancel));
        link = await store.Engine.Links.GetAsync(link.Id, Cancel);
        Assert.Equal(linkKey.Secret, (await store.Engine.Links.OpenKeyAsync(link, Cancel)).Secret);
        Assert.Empty(await store.CheckAsync());
    }

    [Theory]
    [MemberData(nameof(TestStore.Kinds), MemberType = typeof(TestStore))]
    public async Task Who_reads_on_from_before_and_who_appends_meanwhile_notice_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var bodies = await store.FillEncryptedAsync();
        await using var open = await store.Engine.Objects.OpenAsync(store.Bucket, "parts", null, Cancel);
        var old = await RotateAsync(store);
        var end = bodies["appended"].Length;
        await store.Engine.Appender.AppendAsync(
            store.Bucket,
            "appended",
            end,
            EncryptedStore.Wanted,
            async (buffer, cancel) =>
            {
                // Between what the append has read of the object and its commit.
                if ((await store.Engine.Rewrapper.RewrapAsync(cancel)).Rewrapped == 0)
                {
                    return 0;
                }

                buffer.Span[0] = 7;
                return 1;
            },
            Cancel
        );
        await store.Engine.Rewrapper.RewrapAsync(Cancel);
        await store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel);
        Assert.Equal(bodies["parts"], await TestStore.ReadAllAsync(open!.Body));
        Assert.Equal([.. bodies["appended"], 7], await store.ReadAsync("appended"));
    }

    [Fact]
    public async Task The_secret_of_a_link_holds_the_key_that_sealed_it()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var request = new LinkRequest("bucket", "k", store.Time.GetUtcNow().AddDays(1));
        await store.Engine.Links.CreateAsync(request, Cancel);
        var old = await RotateAsync(store);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel)
        );
        Assert.Equal(1, (await store.Engine.Rewrapper.RewrapAsync(Cancel)).Rewrapped);
        await store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel);
    }

    [Fact]
    public async Task A_key_that_sealed_tokens_waits_for_their_end_unless_it_is_to_end_them()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var (sessions, roles) = (store.Engine.Identities.Sessions, store.Engine.Identities.Roles);
        const string Trust =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::1:root"}, "Action": "sts:AssumeRole"}]}""";
        var role = await roles.CreateAsync("reader", Trust, "", 43_200, Cancel);
        var session = await sessions.BeginAsync(role, "build", store.Time.GetUtcNow().AddHours(12), "", Cancel);
        var old = await RotateAsync(store);
        Assert.NotNull(await sessions.FindAsync(session.Token, Cancel));
        store.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel)
        );
        Assert.Contains("Sessions of roles", refused.Message, StringComparison.Ordinal);
        await store.Engine.Rewrapper.RetireAsync(old, endSessions: true, Cancel);
        Assert.Null(await sessions.FindAsync(session.Token, Cancel));

        var older = await RotateAsync(store);
        store.Time.Advance(TimeSpan.FromHours(12));
        await store.Engine.Rewrapper.RetireAsync(older, endSessions: false, Cancel);
    }

    [Fact]
    public async Task What_retention_protects_gets_its_key_wrapped_anew()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("kept", [1, 2], EncryptedStore.Wanted);
        var policy = await store.Engine.Retention.InitiateAsync(store.Bucket, 1, Cancel);
        await store.Engine.Retention.LockAsync(store.Bucket, policy.Id, Cancel);
        store.Bucket = await store.Engine.Buckets.GetAsync("bucket", Cancel);
        var old = await RotateAsync(store);
        Assert.Equal(1, (await store.Engine.Rewrapper.RewrapAsync(Cancel)).Rewrapped);
        await store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel);
        await store.ReopenAsync();
        Assert.Equal([1, 2], await store.ReadAsync("kept"));
    }

    [Fact]
    public async Task A_key_is_not_retired_under_a_write_that_may_hold_it()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("first", [1], EncryptedStore.Wanted);
        var body = Bytes.Pattern(300_000, 3);
        Task<IReadOnlyList<KeyDescription>>? retiring = null;
        var at = 0;
        await store.Engine.Objects.PutAsync(
            store.Bucket,
            "k",
            EncryptedStore.Wanted,
            async (buffer, _) =>
            {
                // The blob has its key by the time that the last bytes are asked for.
                if (at > 280_000 && retiring is null)
                {
                    var old = await RotateAsync(store);
                    await store.Engine.Rewrapper.RewrapAsync(Cancel);
                    retiring = store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel);
                    Assert.False(retiring.IsCompleted);
                }

                var count = Math.Min(Math.Min(buffer.Length, 50_000), body.Length - at);
                body.AsMemory(at, count).CopyTo(buffer);
                at += count;
                return count;
            },
            Cancel
        );
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => retiring!);
        Assert.Contains("is needed still", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(body, await store.ReadAsync("k"));
    }

    [Fact]
    public async Task The_key_that_wraps_now_and_one_of_a_damaged_record_stay()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("k", [1], EncryptedStore.Wanted);
        var current = Assert.Single(await store.Engine.Keyring.ListAsync(Cancel)).Id;
        await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Engine.Rewrapper.RetireAsync(current, endSessions: false, Cancel)
        );
        await RotateAsync(store);
        await store.Engine.Rewrapper.RewrapAsync(Cancel);
        var damage = new Ossa.Storage.WriteBatch().Put(Ossa.Storage.RowFamily.Record, "o/x"u8.ToArray(), [99]);
        await store.Storage.Metadata.ApplyAsync(store.Bucket.Partition, damage, Cancel);
        Assert.Equal(1, (await store.Engine.Rewrapper.RewrapAsync(Cancel)).Failed);
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Engine.Rewrapper.RetireAsync(current, endSessions: false, Cancel)
        );
        Assert.Contains("damaged record", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_counted_and_holds_up_nothing_but_the_retirement()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var request = new LinkRequest("bucket", "k", store.Time.GetUtcNow().AddDays(1));
        await store.Engine.Links.CreateAsync(request, Cancel);
        await store.PutAsync("k", [1], EncryptedStore.Wanted);
        foreach (var (partition, row) in new[] { ("links", "l/LNK0"), ("identity", "k/OSSU0") })
        {
            var damage = new Ossa.Storage.WriteBatch().Put(
                Ossa.Storage.RowFamily.Record,
                System.Text.Encoding.UTF8.GetBytes(row),
                [99]
            );
            await store.Storage.Metadata.ApplyAsync(new(partition), damage, Cancel);
        }

        var old = await RotateAsync(store);
        var figures = await store.Engine.Rewrapper.RewrapAsync(Cancel);
        Assert.Equal((2, 2), (figures.Rewrapped, figures.Failed));
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Engine.Rewrapper.RetireAsync(old, endSessions: false, Cancel)
        );
        Assert.Contains("the secret of OSSU0 is damaged", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RotateAsync(TestStore store)
    {
        var keys = await store.Engine.Keyring.RotateAsync(null, Cancel);
        return keys.Single(key => key.Name.Length == 0 && !key.IsCurrent).Id;
    }
}
