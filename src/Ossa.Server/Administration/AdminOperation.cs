using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>One thing that the owner can have done to the whole store, or that every signer may ask of the server.</summary>
internal abstract class AdminOperation
{
    /// <summary>The name by which it is logged and counted.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>The method with which it is asked for.</summary>
    public virtual string Method => HttpMethods.Post;

    /// <summary>What follows <see cref="AdminApi.Root"/> in its path.</summary>
    public abstract string Path { get; }

    /// <summary>The parameters that it takes. Others are refused, lest it do something else than was asked for.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Those of them that must be given.</summary>
    public virtual IReadOnlyList<string> RequiredParameters => [];

    /// <summary>The headers of its own that it takes.</summary>
    public virtual IReadOnlyList<string> Headers => [];

    /// <summary>What its body is, in JSON, or null where it has none.</summary>
    public virtual JsonTypeInfo? Body => null;

    /// <summary>What it answers.</summary>
    public abstract AdminAnswer Answer { get; }

    /// <summary>Whether the root of every account may ask for it, rather than that of the first account alone. It must then stay within the caller's account.</summary>
    public virtual bool IsForAccounts => IsForUsers;

    /// <summary>Whether users may ask for it too. It must then look at what the caller may do.</summary>
    public virtual bool IsForUsers => false;

    /// <summary>Whether every signer may ask for it, a session of a role too, since it tells them of themselves, or what all may know.</summary>
    public virtual bool IsForAnySigner => false;

    /// <summary>Does it and writes the answer. The caller may ask for it.</summary>
    public abstract Task HandleAsync(OssContext context);
}
