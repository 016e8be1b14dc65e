using System.Globalization;
using System.Security.Cryptography;
using Ossa.Client.Links;
using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

/// <summary>
/// Links are Ossa's own; the real service has none. Whoever asks signs with V4, as the account or as a user: a user's link gives what the user
/// may read at the moment of use, and a user sees its own links only.
/// </summary>
public sealed partial class OssClient
{
    private const string LinksPath = "links";
    private const string Id = "id";
    private const string Validity = "validity";

    /// <summary>Makes a link for an object that is there.</summary>
    /// <exception cref="OssServiceException">There is no such object, it may not be read, or what is asked for is beyond a limit.</exception>
    public Task<ManagedLink> CreateLinkAsync(
        string bucket,
        string key,
        LinkOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = Create(bucket, NameCheck.Key(key), options ?? new LinkOptions());
        return _sender.SendAsync(request, LinkDocument.ReadOne, cancellationToken);
    }

    /// <summary>Makes a link for all objects whose keys begin alike; it has a page and no URL.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">How the keys begin; it ends with a slash, or is empty for the whole bucket.</param>
    /// <param name="options">What it is to allow; nothing of how a browser takes it is for a folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssServiceException">The folder may not be listed, or what is asked for is beyond a limit.</exception>
    public Task<ManagedLink> CreateFolderLinkAsync(
        string bucket,
        string prefix,
        LinkOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = Create(bucket, FolderOf(prefix), options ?? new LinkOptions()).Parameter("kind", "folder");
        return _sender.SendAsync(request, LinkDocument.ReadOne, cancellationToken);
    }

    /// <summary>
    /// Makes a link that takes files in: as the object of a key, by a URL for PUT, or under a key that ends with a slash or is empty, on its page.
    /// </summary>
    /// <exception cref="OssServiceException">Nothing may be put there, there is an object already, or what is asked for is beyond a limit.</exception>
    public Task<ManagedLink> CreateUploadLinkAsync(
        string bucket,
        string key,
        UploadLinkOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new UploadLinkOptions();
        var common = new LinkOptions
        {
            Validity = options.Validity,
            Name = options.Name,
            NotBefore = options.NotBefore,
            BytesPerSecond = options.BytesPerSecond,
            From = options.From,
            Password = options.Password,
        };
        var request = Create(bucket, FolderOf(key), common)
            .Parameter("kind", "upload")
            .Parameter("max-files", NumberOf(options.MaxFiles))
            .Parameter("max-file-bytes", NumberOf(options.MaxFileBytes))
            .Parameter("types", options.Types.Count > 0 ? string.Join(',', options.Types) : null)
            .Parameter("overwrite", options.MayOverwrite ? "" : null);
        return _sender.SendAsync(request, LinkDocument.ReadOne, cancellationToken);
    }

    /// <summary>The whole bucket has no key.</summary>
    private static string FolderOf(string key) => key is "" ? key : NameCheck.Key(key);

    private static OssRequest Create(string bucket, string key, LinkOptions options) =>
        OssRequest
            .Administrative(HttpMethod.Post, LinksPath)
            .Parameter("bucket", NameCheck.Bucket(bucket))
            .Parameter("key", key)
            .Parameter(Validity, SecondsOf(options.Validity))
            .Parameter("name", options.Name)
            .Parameter("not-before", options.NotBefore is { } beginning ? SigningTime.ToIsoBasic(beginning) : null)
            .Parameter("max-downloads", NumberOf(options.MaxDownloads))
            .Parameter("max-bytes", NumberOf(options.MaxBytes))
            .Parameter("rate", NumberOf(options.BytesPerSecond))
            .Parameter("from", options.From.Count > 0 ? string.Join(',', options.From) : null)
            .Parameter("disposition", DispositionOf(options))
            .Header(OssHeaders.LinkPasswordHash, options.Password is { } password ? HashOf(password) : null);

    private static string? DispositionOf(LinkOptions options) =>
        options switch
        {
            { ShowInBrowser: true, DownloadName: not null } or { ShowInBrowser: true, SaveFromBrowser: true } =>
                throw new ArgumentException("What a browser is to show it does not save.", nameof(options)),
            { DownloadName: { } name } => ContentDisposition.OfDownload(name),
            { ShowInBrowser: true } => ContentDisposition.Inline,
            { SaveFromBrowser: true } => ContentDisposition.Attachment,
            _ => null,
        };

    /// <summary>The links, the oldest first, those that ended in the last 90 days among them.</summary>
    public Task<IReadOnlyList<ManagedLink>> ListLinksAsync(CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            OssRequest.Administrative(HttpMethod.Get, LinksPath),
            LinkDocument.ReadAll,
            cancellationToken
        );

    /// <summary>A link, with a URL that is signed anew.</summary>
    /// <exception cref="OssServiceException">There is no such link.</exception>
    public Task<ManagedLink> GetLinkAsync(string id, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            OssRequest.Administrative(HttpMethod.Get, "link").Parameter(Id, id),
            LinkDocument.ReadOne,
            cancellationToken
        );

    /// <summary>Moves the end of a link, forth or back.</summary>
    /// <param name="id">The link.</param>
    /// <param name="validity">For how long it holds from now on, in whole seconds, at most 366 days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssServiceException">There is no such link, or it was revoked.</exception>
    public Task<ManagedLink> ExtendLinkAsync(
        string id,
        TimeSpan validity,
        CancellationToken cancellationToken = default
    ) =>
        _sender.SendAsync(
            OssRequest
                .Administrative(HttpMethod.Put, LinksPath)
                .Parameter(Id, id)
                .Parameter(Validity, SecondsOf(validity)),
            LinkDocument.ReadOne,
            cancellationToken
        );

    /// <summary>Takes a link back for good; whoever uses it is refused from the next request on.</summary>
    /// <exception cref="OssServiceException">There is no such link.</exception>
    public Task<ManagedLink> RevokeLinkAsync(string id, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            OssRequest.Administrative(HttpMethod.Delete, LinksPath).Parameter(Id, id),
            LinkDocument.ReadOne,
            cancellationToken
        );

    private static string SecondsOf(TimeSpan validity) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)validity.TotalSeconds}s");

    private static string? NumberOf(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string HashOf(string password) =>
        PasswordHash.Of(password, RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes)).ToString();
}
