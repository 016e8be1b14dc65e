using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Storage;

namespace Ossa.Engine.Links;

/// <summary>Keeps links. The secret of one never leaves the store but as a key to sign with.</summary>
public sealed class LinkStore : ISealedSecrets
{
    /// <summary>How the access key ids of links begin; no other ids begin so.</summary>
    public const string IdPrefix = "LNK";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly LinkRows _rows;
    private readonly SecretSealer _sealer;
    private readonly TimeProvider _time;

    internal LinkStore(LinkRows rows, SecretSealer sealer, TimeProvider time)
    {
        _rows = rows;
        _sealer = sealer;
        _time = time;
    }

    /// <summary>Makes a link.</summary>
    /// <exception cref="OssException">What is asked for makes no sense, or is beyond the limits.</exception>
    public async ValueTask<Link> CreateAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        LinkRules.Check(request, now);
        using var writing = _sealer.BeginWrite();
        var counter = LinkRows.CountOf(request.Account, request.Creator);
        while (true)
        {
            var count = await _rows.GetAsync(counter, cancellationToken);
            if (CounterValue.Read(count) >= Limits.MaxLinks)
            {
                throw new OssException(LinkErrors.TooManyLinks);
            }

            var id = IdPrefix + RandomNumberGenerator.GetString(Letters, 21);
            var secret = RandomNumberGenerator.GetString(Letters, 30);
            var link = new Link(id, request.Bucket, request.Key, now, request.ExpiresAt)
            {
                Incarnation = request.Incarnation,
                Name = request.Name,
                NotBefore = request.NotBefore,
                Limits = request.Limits,
                Disposition = request.Disposition,
                Kind = request.Kind,
                MayOverwrite = request.MayOverwrite,
                Password = request.Password,
                Account = request.Account,
                Creator = request.Creator,
                IsCounted = true,
                SealedSecret = await _sealer.SealAsync(id, secret, cancellationToken),
            };
            var row = LinkRows.Link(id);
            var batch = new WriteBatch()
                .Require(row, null)
                .Require(counter, count)
                .Put(RowFamily.Record, row, LinkCodec.Encode(link))
                .Increment(counter, 1);
            if (link.Account is { } account)
            {
                batch.Put(RowFamily.Record, LinkRows.OwnedLink(account, id), []);
            }

            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return link;
            }
        }
    }

    /// <summary>The link of an id, or null when there is none.</summary>
    public async ValueTask<Link?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _rows.GetAsync(LinkRows.Link(id), cancellationToken) is { } row ? LinkCodec.Decode(row) : null;

    /// <summary>The link of an id.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<Link> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw NoSuchLink(id);

    /// <summary>All links, by id; those that cannot be read, too.</summary>
    public IAsyncEnumerable<Link> ListAsync(CancellationToken cancellationToken) =>
        _rows
            .ScanAsync(LinkRows.LinkPrefix, cancellationToken)
            .Select(row =>
                Readable.TryDecode(() => LinkCodec.Decode(row.Value), out _) ?? Damaged(LinkRows.IdOf(row.Key), null)
            );

    /// <summary>The links of a further account, or those of the first one for null, by id. Those of a further one are looked up one by one.</summary>
    public IAsyncEnumerable<Link> ListOfAsync(string? account, CancellationToken cancellationToken) =>
        account is null
            ? ListAsync(cancellationToken).Where(link => link.Account is null)
            : ListOfFurtherAsync(account, cancellationToken);

    /// <summary>Takes a link back for good; whoever uses it is refused from the next request on. One that was taken back stays so.</summary>
    /// <exception cref="OssException">There is no such link.</exception>
    public ValueTask<Link> RevokeAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, link => link with { RevokedAt = link.RevokedAt ?? _time.GetUtcNow() }, cancellationToken);

    /// <summary>Moves the end of a link that was not revoked, forth or back.</summary>
    /// <exception cref="OssException">There is no such link, it was revoked, or the end is not ahead.</exception>
    public ValueTask<Link> ExtendAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            link =>
            {
                LinkRules.CheckEnd(expiresAt, link.NotBefore, _time.GetUtcNow());
                return link.RevokedAt is null
                    ? link with
                    {
                        ExpiresAt = expiresAt,
                    }
                    : throw new OssException(LinkErrors.Revoked);
            },
            cancellationToken
        );

    /// <summary>The key that signatures of a link are made and checked with.</summary>
    public async ValueTask<AccessKey> OpenKeyAsync(Link link, CancellationToken cancellationToken) =>
        new(link.Id, await _sealer.OpenAsync(link.Id, link.SealedSecret, cancellationToken));

    IAsyncEnumerable<(string Name, byte[]? Secret)> ISealedSecrets.ListSecretsAsync(
        CancellationToken cancellationToken
    ) =>
        _rows
            .ScanAsync(LinkRows.LinkPrefix, cancellationToken)
            .Select(row =>
                (LinkRows.IdOf(row.Key), Readable.TryDecode(() => LinkCodec.Decode(row.Value), out _)?.SealedSecret)
            );

    async ValueTask<bool> ISealedSecrets.RenewSecretAsync(string id, CancellationToken cancellationToken)
    {
        var key = LinkRows.Link(id);
        while (await _rows.GetAsync(key, cancellationToken) is { } row)
        {
            var link = LinkCodec.Decode(row);
            if (await _sealer.RenewAsync(id, link.SealedSecret, cancellationToken) is not { } renewed)
            {
                return false;
            }

            var next = LinkCodec.Encode(link with { SealedSecret = renewed });
            var batch = new WriteBatch().Require(key, row).Put(RowFamily.Record, key, next);
            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async IAsyncEnumerable<Link> ListOfFurtherAsync(
        string account,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var prefix = LinkRows.OwnedLink(account, "");
        await foreach (var row in _rows.ScanAsync(prefix, cancellationToken))
        {
            var id = Encoding.ASCII.GetString(row.Key.AsSpan(prefix.Length));
            if (await _rows.GetAsync(LinkRows.Link(id), cancellationToken) is not { } found)
            {
                continue;
            }

            // The row that leads here says whose it is, where its own cannot.
            var link = Readable.TryDecode(() => LinkCodec.Decode(found), out _) ?? Damaged(id, account);
            if (link.Account == account)
            {
                yield return link;
            }
        }
    }

    private static Link Damaged(string id, string? account) =>
        new(id, "", "", default, default) { Account = account, IsDamaged = true };

    internal static OssException NoSuchLink(string id) => new(LinkErrors.NoSuchLink, "Name", id);

    private async ValueTask<Link> ChangeAsync(string id, Func<Link, Link> change, CancellationToken cancellationToken)
    {
        var key = LinkRows.Link(id);
        while (true)
        {
            var row = await _rows.GetAsync(key, cancellationToken) ?? throw NoSuchLink(id);
            var link = change(LinkCodec.Decode(row));
            var batch = new WriteBatch().Require(key, row).Put(RowFamily.Record, key, LinkCodec.Encode(link));
            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return link;
            }
        }
    }
}
