using Ossa.Protocol.Headers;

namespace Ossa.Server.Administration;

/// <summary>The names of the admin API, for those who answer and those who ask.</summary>
public static class AdminApi
{
    /// <summary>Where the operations are, on the service host.</summary>
    public const string Root = "/-/admin/v1/";

    /// <summary>Goes through everything that is stored and names all damage.</summary>
    public const string Check = "check";

    /// <summary>Of <see cref="Check"/>: the bucket that alone is checked.</summary>
    public const string Bucket = "bucket";

    /// <summary>Of <see cref="Check"/>, stands alone: do not read the bytes of blobs.</summary>
    public const string Quick = "quick";

    /// <summary>Of <see cref="Check"/>, stands alone: repair what can be repaired without a loss.</summary>
    public const string Repair = "repair";

    /// <summary>Copies the store into a new directory.</summary>
    public const string Backup = "backup";

    /// <summary>Of <see cref="Backup"/>: the new directory, an absolute path on the server's machine.</summary>
    public const string Directory = "directory";

    /// <summary>Tells the server's clock, or shifts it.</summary>
    public const string Clock = "clock";

    /// <summary>Of <see cref="Clock"/>: by how much the clock is to be ahead, such as <c>31d</c> or <c>-1h</c>.</summary>
    public const string Shift = "shift";

    /// <summary>Tells how the server is, and what it was asked for of late.</summary>
    public const string Server = "server";

    /// <summary>Goes over the lifecycle rules of all buckets, or says what that would do.</summary>
    public const string Lifecycle = "lifecycle";

    /// <summary>Of <see cref="Lifecycle"/>, stands alone: only say what would be done. <see cref="Bucket"/> names the only bucket.</summary>
    public const string DryRun = "dry-run";

    /// <summary>Of <see cref="Lifecycle"/> with <see cref="DryRun"/>: the time to judge by, as <c>2026-03-01T12:00:00Z</c>.</summary>
    public const string At = "at";

    /// <summary>Of <see cref="Lifecycle"/> with <see cref="DryRun"/>: how long from now that time is, such as <c>30d</c>.</summary>
    public const string After = "after";

    /// <summary>Tells what the buckets of all accounts hold, or the one that <see cref="Bucket"/> names.</summary>
    public const string Buckets = "buckets";

    /// <summary>Tells what is in the keyring, after a change where one is asked for.</summary>
    public const string Keyring = "keyring";

    /// <summary>Of <see cref="Keyring"/>: one of <see cref="KeyringChanges"/>.</summary>
    public const string Change = "change";

    /// <summary>Of <see cref="Keyring"/>: the name of a key. Of <see cref="Links"/>: the key of an object in the <see cref="Bucket"/>.</summary>
    public const string Key = "key";

    /// <summary>Lists, makes and deletes further accounts.</summary>
    public const string Accounts = "accounts";

    /// <summary>Tells one further account.</summary>
    public const string Account = "account";

    /// <summary>Lets a further account act, or not.</summary>
    public const string EnabledAccounts = "accounts/enabled";

    /// <summary>Of <see cref="Accounts"/>: what people call it.</summary>
    public const string DisplayName = "display-name";

    /// <summary>Lists, makes and deletes users.</summary>
    public const string Users = "users";

    /// <summary>Lists, makes and deletes the access keys of a user.</summary>
    public const string Keys = "keys";

    /// <summary>Lets an access key sign, or not.</summary>
    public const string EnabledKeys = "keys/enabled";

    /// <summary>Lists, writes and deletes policies.</summary>
    public const string Policies = "policies";

    /// <summary>Attaches policies to users, and takes them away.</summary>
    public const string UserPolicies = "users/policies";

    /// <summary>Lists, makes and deletes groups of users.</summary>
    public const string Groups = "groups";

    /// <summary>Attaches policies to groups, and takes them away.</summary>
    public const string GroupPolicies = "groups/policies";

    /// <summary>Puts users into groups, and takes them out.</summary>
    public const string Members = "groups/members";

    /// <summary>Lists, makes and deletes roles.</summary>
    public const string Roles = "roles";

    /// <summary>Tells one role; and the name of a role.</summary>
    public const string Role = "role";

    /// <summary>Says who may assume a role.</summary>
    public const string RoleTrust = "roles/trust";

    /// <summary>Attaches policies to roles, and takes them away.</summary>
    public const string RolePolicies = "roles/policies";

    /// <summary>What a role is for; "-" for nothing.</summary>
    public const string Description = "description";

    /// <summary>How long a session of a role lasts at most, in seconds.</summary>
    public const string MaxSession = "max-session";

    /// <summary>Tells what the audit log holds; <see cref="Bucket"/>, <see cref="Key"/> and <see cref="User"/> say of what.</summary>
    public const string Audit = "audit";

    /// <summary>Of <see cref="Audit"/>: the id of the one request.</summary>
    public const string Request = "request";

    /// <summary>Of <see cref="Audit"/>: a status such as 404, or a class such as 4xx.</summary>
    public const string Status = "status";

    /// <summary>Of <see cref="Audit"/>: the fingerprint of a signed URL.</summary>
    public const string Signature = "signature";

    /// <summary>Of <see cref="Audit"/>: the earliest time, as <c>2026-03-01T12:00:00Z</c>.</summary>
    public const string Since = "since";

    /// <summary>Of <see cref="Audit"/>: the time before which requests arrived.</summary>
    public const string Until = "until";

    /// <summary>Of <see cref="Audit"/>, stands alone: only what was denied.</summary>
    public const string Denied = "denied";

    /// <summary>Of <see cref="Audit"/>, stands alone: go on with what comes.</summary>
    public const string Follow = "follow";

    /// <summary>The name of what is made, told or deleted.</summary>
    public const string Name = "name";

    /// <summary>An access key id.</summary>
    public const string Id = "id";

    /// <summary>The name of a user.</summary>
    public const string User = "user";

    /// <summary>The name of a group.</summary>
    public const string Group = "group";

    /// <summary>Tells one policy; and the name of a policy.</summary>
    public const string Policy = "policy";

    /// <summary>The JSON of a policy.</summary>
    public const string Document = "document";

    /// <summary>
    /// Tells any signer whether he may make a request, and until when. <see cref="Bucket"/> and <see cref="Key"/> say about what, and
    /// <see cref="Until"/> when its URL expires, as <c>20260301T120000Z</c>; its headers are sent along.
    /// </summary>
    public const string Access = "access";

    /// <summary>Of <see cref="Access"/>: the request's method.</summary>
    public const string Method = "method";

    /// <summary>Of <see cref="Access"/>: the request's query as in its URL, without what the signature adds.</summary>
    public const string Query = "query";

    /// <summary>Tells what is wrong with a signed URL, and what would be answered to it now.</summary>
    public const string Explain = "explain";

    /// <summary>Tells any signer of the API itself, in the words of OpenAPI 3.1.</summary>
    public const string OpenApi = "openapi.json";

    /// <summary>Lists, makes, extends and revokes links.</summary>
    public const string Links = "links";

    /// <summary>Tells one link, with its URL made anew.</summary>
    public const string Link = "link";

    /// <summary>Tells how a link was used over time.</summary>
    public const string LinkUse = "link/use";

    /// <summary>Each use of a link.</summary>
    public const string LinkLog = "link/log";

    /// <summary>Denies signed URLs, each named by its <see cref="Signature"/> and <see cref="Until"/> its end, and lists and allows them.</summary>
    public const string Denials = "links/denied";

    /// <summary>What a link is for: <see cref="Folder"/>, <see cref="Upload"/>, or to give one object where it is not said.</summary>
    public const string Kind = "kind";

    /// <summary>Of <see cref="Kind"/>: all objects whose keys begin with the <see cref="Key"/>, which ends with a slash.</summary>
    public const string Folder = "folder";

    /// <summary>Of <see cref="Kind"/>: to take files in, under the <see cref="Key"/> or, where that ends with a slash, under keys that begin with it.</summary>
    public const string Upload = "upload";

    /// <summary>How many files a link for uploads takes.</summary>
    public const string MaxFiles = "max-files";

    /// <summary>How many bytes such a file may have.</summary>
    public const string MaxFileBytes = "max-file-bytes";

    /// <summary>The types that such a file may have, such as <c>image/*,application/pdf</c>.</summary>
    public const string Types = "types";

    /// <summary>Of a link for uploads, stands alone: a file may replace an object that is there.</summary>
    public const string Overwrite = "overwrite";

    /// <summary>How long a link holds from now on, such as <c>7d</c>.</summary>
    public const string Validity = "validity";

    /// <summary>When a link begins to hold, as <c>2026-03-01T12:00:00Z</c>.</summary>
    public const string NotBefore = "not-before";

    /// <summary>How many downloads of a link may begin.</summary>
    public const string MaxDownloads = "max-downloads";

    /// <summary>How many bytes a link may give in all.</summary>
    public const string MaxBytes = "max-bytes";

    /// <summary>How many bytes a second a download of a link may take.</summary>
    public const string Rate = "rate";

    /// <summary>The ranges of addresses that a link is for, with commas between them.</summary>
    public const string From = "from";

    /// <summary>
    /// The header with what is kept of the password of a link, as <c>PasswordHash</c> writes it. The signature covers it, and unlike a parameter it
    /// stands in no log of a proxy.
    /// </summary>
    public const string PasswordHash = OssHeaders.LinkPasswordHash;

    /// <summary>The Content-Disposition that the URL of a link asks for.</summary>
    public const string Disposition = "disposition";

    /// <summary>Tells all users, groups, roles and policies as one document, or takes one in.</summary>
    public const string Identity = "identity";

    /// <summary>Of <see cref="Identity"/>, stands alone: tell the secrets of access keys, too.</summary>
    public const string Secrets = "secrets";

    /// <summary>The SHA-256 of the body, in lower-case hexadecimal digits.</summary>
    public const string Sha256 = "sha256";
}
