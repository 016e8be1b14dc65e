namespace Ossa.Server.Road;

/// <summary>The services that a request may ask, as RAM calls them where it tells what an access key was used for.</summary>
internal static class ServiceNames
{
    /// <summary>Buckets and objects.</summary>
    public const string Oss = "Oss";

    /// <summary>Users, keys, groups, roles and policies, as actions of RAM.</summary>
    public const string Ram = "Ram";

    /// <summary>Sessions of roles.</summary>
    public const string Sts = "Sts";

    /// <summary>What is this server's own: its administration, and signing in to the console.</summary>
    public const string Ossa = "Ossa";
}
