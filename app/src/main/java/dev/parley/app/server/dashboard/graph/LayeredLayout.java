package dev.parley.app.server.dashboard.graph;

import dev.parley.app.server.dashboard.graph.Drawing.Box;
import dev.parley.app.server.dashboard.graph.Drawing.Line;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** What waits stands to the right of what it waits for, with few lines crossing. */
final class LayeredLayout {

  private static final double MARGIN = 12;

  private final Map<TaskId, ElkNode> nodes = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();

  private record Link(TaskId from, TaskId to, ElkEdge edge) {}

  private LayeredLayout() {}

  static Drawing of(List<CodingTask> tasks) {
    return new LayeredLayout().lay(tasks);
  }

  private Drawing lay(List<CodingTask> tasks) {
    // Options are only known once it has been asked for.
    Objects.requireNonNull(LayoutMetaDataService.getInstance());
    var root = root();
    for (var task : tasks) {
      var node = ElkGraphUtil.createNode(root);
      node.setDimensions(Drawing.BOX_WIDTH, Drawing.BOX_HEIGHT);
      nodes.put(task.id(), node);
    }
    for (var task : tasks) {
      for (var dependency : task.dependencies().stream().distinct().toList()) {
        var edge = ElkGraphUtil.createSimpleEdge(node(dependency), node(task.id()));
        links.add(new Link(dependency, task.id(), edge));
      }
    }
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    return new Drawing(
        (int) Math.ceil(root.getWidth()),
        (int) Math.ceil(root.getHeight()),
        false,
        tasks.stream().map(task -> box(task.id())).toList(),
        links.stream().map(link -> new Line(link.from(), link.to(), path(link.edge()))).toList());
  }

  private static ElkNode root() {
    var root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(CoreOptions.RANDOM_SEED, 1);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 14.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 28.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
    root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 14.0);
    return root;
  }

  private ElkNode node(TaskId id) {
    return Objects.requireNonNull(nodes.get(id));
  }

  private Box box(TaskId id) {
    var node = node(id);
    return new Box(
        List.of(id),
        "",
        (int) node.getX(),
        (int) node.getY(),
        (int) node.getWidth(),
        (int) node.getHeight());
  }

  private static String path(ElkEdge edge) {
    var path = new StringBuilder();
    for (ElkEdgeSection section : edge.getSections()) {
      path.append('M').append(point(section.getStartX(), section.getStartY()));
      section
          .getBendPoints()
          .forEach(bend -> path.append('L').append(point(bend.getX(), bend.getY())));
      path.append('L').append(point(section.getEndX(), section.getEndY()));
    }
    return path.toString();
  }

  private static String point(double x, double y) {
    return Math.round(x) + " " + Math.round(y);
  }
}
