namespace Ossa.Server.Operations.EmptyLists;

/// <summary>An element of an empty list's answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text, where it has no elements within.</param>
internal sealed record ListElement(string Name, string Text = "")
{
    /// <summary>The elements within it.</summary>
    public IReadOnlyList<ListElement> Within { get; init; } = [];
}
