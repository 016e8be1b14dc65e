namespace Ossa.Engine.Links;

/// <summary>The user who made a link. A user who is made again under the same name is another one, whom the link is not of.</summary>
/// <param name="Name">Its name when it made the link.</param>
/// <param name="Id">Its id.</param>
public sealed record LinkCreator(string Name, string Id);
