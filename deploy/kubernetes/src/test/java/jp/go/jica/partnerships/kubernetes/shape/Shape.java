package jp.go.jica.partnerships.kubernetes.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which fields a kind of resource has. */
public interface Shape {

    /** What is wrong about the fields of this resource, a line each. */
    List<String> faults(ObjectNode resource);
}
